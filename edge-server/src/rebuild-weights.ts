import { existsSync } from "node:fs";
import { join } from "node:path";
import { dataFiles } from "@laneway/contracts";
import { configurationOrExit, exitCodes, giveUp } from "./process-part.js";
import { RecordStore } from "./store/record.js";
import { weightsOfJournal } from "./store/relearn-weights.js";
import { StoreError } from "./store/store-error.js";

/** Learns anew from the journal what items weigh, and puts it in place of what was known. The edge server must not run. Exit 0: done. */
const config = configurationOrExit();
const file = join(config.dataFolder, dataFiles.edgeDatabase);
if (!existsSync(file)) giveUp(`laneway: ${file} does not exist; fix: set dataFolder (LANEWAY_DATA) to the store's data folder`, exitCodes.configuration);
try {
  const record = new RecordStore({ file, storeId: config.store.id, journalId: "" });
  const weights = weightsOfJournal(record.journal.all());
  record.weights.replace(weights);
  record.close();
  process.stdout.write(`${file}: the weights of ${weights.size} items were learned anew from the journal\n`);
} catch (error) {
  if (error instanceof StoreError) giveUp(`laneway: ${error.message}`, exitCodes.record);
  throw error;
}
