/** Exit codes: the gate passed, the gate failed, the program could not run. */
export const EXIT = { passed: 0, gateFailed: 1, couldNotRun: 2 } as const;
