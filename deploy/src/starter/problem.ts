/** Something outside the program is not as needed: one line with the fix, and the status to exit with. */
export class StartProblem extends Error {
  constructor(
    message: string,
    /** 2: configuration; 3: the machine (a port, the data folder, another start); 4: a part did not come up. */
    readonly exitCode: 2 | 3 | 4,
  ) {
    super(message);
  }
}
