import type { Server } from "node:net";

/** Opens a server and answers the port it has got; 0 asks for any. Rejects when the port is taken; later errors are left alone. */
export function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      server.removeListener("error", reject);
      server.on("error", () => undefined);
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
