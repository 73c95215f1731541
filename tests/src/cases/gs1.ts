import { gs1Cases } from "./gs1-kinds.js";
import { runCaseFiles } from "./runner.js";

// npm run -s cases:gs1 -- FILE...
process.exitCode = runCaseFiles(process.argv.slice(2), gs1Cases, (line) => console.log(line));
