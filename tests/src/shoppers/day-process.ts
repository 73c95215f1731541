import { type Plan, runDay } from "./shop-day.js";

/* One stretch of selling, in a process whose clock may be a hurried one: `node --import ./hurried-time.js day-process.js PLAN`; answers a day in JSON. */
const plan = JSON.parse(process.argv[2] ?? "") as Plan;
const day = await runDay(plan, (line) => process.stderr.write(`  ${line}\n`));
// Of a stretch that ended by the clock some shoppers still knock at a closed shop.
process.stdout.write(JSON.stringify(day), () => process.exit(0));
