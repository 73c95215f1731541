import type { AddressInfo, Server } from "node:net";

/** Opens a port (0: any free one) and answers it; rejects with the server's own error, which names the port. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
