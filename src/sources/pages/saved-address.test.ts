import { expect, it } from 'vitest';
import { addressOfPath } from './saved-address.js';

it.each([
  ['luu/dvc.example.vn/thu-tuc/chi-tiet?ma=1', 'http://dvc.example.vn/thu-tuc/chi-tiet?ma=1'],
  ['/a/127.0.0.1:8080/index.html?trang=2', 'http://127.0.0.1:8080/?trang=2'],
  ['/a/dvc.example.vn+81/tt@ma=1.html', 'http://dvc.example.vn:81/tt?ma=1.html'],
  ['dvc.example.vn/b/index.html', 'http://dvc.example.vn/b/'],
  ['kho/v1.2/a.html', undefined],
  ['dvc.example.vn', undefined],
])('%s', (location, address) => {
  expect(addressOfPath(location)).toBe(address);
});
