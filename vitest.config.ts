import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: the test runner looks for a default export
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'fixtures/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
