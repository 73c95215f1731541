import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { dataFiles, walletOf } from "@laneway/contracts/config";
import { closeOnSignal, loadPart, stop, tellReady } from "../part.js";
import { openWalletBook } from "./wallet-book.js";
import { createWallet, tellShop } from "./wallet-server.js";

const { config, secrets, log } = loadPart("wallet");
const keys = secrets.providers?.wallet ?? stop("laneway: secrets.json has no keys of the wallet; fix: start the store once with npm start, which makes them", 2);
const base = walletOf(config)?.url ?? "";
const book = openWalletBook(join(config.dataFolder, dataFiles.walletBook), (token) => `${base}/pay/${token}`, Date.now);
const options = { book, ...keys, now: Date.now };
const server = createAdaptorServer({ fetch: createWallet(options).fetch });
server.once("error", (error: NodeJS.ErrnoException) => stop(`laneway: the wallet cannot listen on ${config.host}:${config.ports.wallet} (${error.code ?? error.message}); fix: set ports.wallet (LANEWAY_WALLET_PORT) to a free port`, 3));
server.listen(config.ports.wallet, config.host, () => {
  const quiet = tellShop(options);
  closeOnSignal(log, async () => {
    quiet();
    book.close();
    await new Promise((resolve) => {
      server.close(resolve);
      if ("closeAllConnections" in server) server.closeAllConnections();
    });
  });
  tellReady();
});
