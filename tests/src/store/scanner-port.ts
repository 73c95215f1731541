import { createServer, type Server, type Socket } from "node:net";

/** A scanner on a TCP port of the bench's own, so that the moment its bytes leave is known. */
export class ScannerPort {
  private socket: Socket | undefined;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {
    server.on("connection", (socket) => {
      socket.setNoDelay(true);
      socket.on("error", () => socket.destroy());
      // What the lane tells its scanner is read and left.
      socket.resume();
      this.socket = socket;
    });
  }

  static async open(): Promise<ScannerPort> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port was given");
    return new ScannerPort(server, address.port);
  }

  /** Sends a code as a scanner does. Answers the wall clock just before the bytes were written, in milliseconds. */
  scan(code: string): number {
    if (this.socket === undefined || this.socket.destroyed) throw new Error("the lane's agent is not connected to the scanner");
    const atMs = performance.timeOrigin + performance.now();
    this.socket.write(`]E0${code}\r\n`);
    return atMs;
  }

  close(): void {
    this.socket?.destroy();
    this.server.close();
  }
}
