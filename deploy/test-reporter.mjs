/** Vitest reporter: the last line of a run, for people and for CI: `N passed, N failed`. */
export default class ClosingLine {
  onTestRunEnd(modules, unhandledErrors) {
    let passed = 0;
    let failed = unhandledErrors.length;
    const unfinished = [];
    for (const module of modules) {
      // A file that cannot be loaded, or whose set-up fails, has no failed test to count.
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        else failedHere += 1;
        // Vitest tells that a worker died, not which file it was at.
        if (state === "pending") unfinished.push(`${module.relativeModuleId}: ${test.fullName}`);
      }
      failed += module.state() === "failed" ? Math.max(failedHere, 1) : failedHere;
    }
    // The default reporter writes its summary in the same turn; the closing line comes after it.
    process.once("exit", () => process.stdout.write(`${unfinished.map((each) => `did not end: ${each}\n`).join("")}${passed} passed, ${failed} failed\n`));
  }
}
