import { pricingCases } from "./pricing-kinds.js";
import { runCaseFiles } from "./runner.js";

// npm run -s cases:pricing -- FILE...
process.exitCode = runCaseFiles(process.argv.slice(2), pricingCases, (line) => console.log(line));
