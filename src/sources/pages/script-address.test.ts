import { describe, expect, it } from 'vitest';
import { callArguments, filledAddress, postTarget } from './script-address.js';

describe('arguments of a call', () => {
  it.each([
    ["tai('ab')", ['ab']],
    ['return tai("ab", 7);', ['ab', '7']],
    ["tai(this, 'ab')", ['', 'ab']],
    ['tai()', []],
    ["tai('')", ['']],
    ['tai(ma)', undefined],
    ["tai('a' + b)", undefined],
    ["tai(f('a'))", undefined],
    ["khongtai('a')", undefined],
    ["tai2('a')", undefined],
  ])('%s', (script, expected) => {
    expect(callArguments(script, 'tai')).toEqual(expected);
  });
});

describe('a filled address', () => {
  it.each([
    ['/f?ma={1}', ['a b'], '/f?ma=a%20b'],
    ['/f?ma={2}', ['', '7'], '/f?ma=7'],
    ['/f?id={1:base64}', ['7'], '/f?id=Nw%3D%3D'],
    ['/f?ma={1}', [''], '/f?ma='],
    ['/f?ma={2}', ['a'], undefined],
  ])('%s', (template, values, expected) => {
    expect(filledAddress(template, values)).toBe(expected);
  });
});

describe('the target of a post', () => {
  it.each([
    ["javascript:__doPostBack('g','Page$2')", { target: 'g', argument: 'Page$2' }],
    [
      'WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("g", "", true))',
      { target: 'g', argument: '' },
    ],
    ["doPostBack('g','x')", undefined],
    ['__doPostBack(a,b)', undefined],
  ])('%s', (script, expected) => {
    expect(postTarget(script)).toEqual(expected);
  });
});
