import { startStore } from "./start-store.js";

await startStore(process.env, (line) => process.stdout.write(`laneway: ${line}\n`));
