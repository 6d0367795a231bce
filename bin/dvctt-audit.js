#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

// Most of what is read is garbage a moment later; collected sooner, the memory of a run does not depend on how long it is.
setFlagsFromString('--heap-growing-percent=30');

const { main } = await import('../dist/cli/main.js');

await main();
