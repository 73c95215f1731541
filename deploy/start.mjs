// `npm start`: installs what is missing, builds what changed, then starts the store. Plain Node, no packages,
// because it runs before anything is installed.
import process from "node:process";
import { prepare, stop } from "./prepare.mjs";

process.chdir(new URL("..", import.meta.url).pathname);
try {
  await prepare();
} catch (error) {
  stop(error);
}
await import("./dist/starter/main.mjs");
