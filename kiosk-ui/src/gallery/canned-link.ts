import type { CommandAnswer, Credentials, DepartmentCard, ItemSearchAnswer } from "@laneway/contracts";
import { galleryDepartments, galleryItems } from "../kiosk/states.js";
import type { KioskLink, KioskRequest, KioskState } from "../session/kiosk-session.js";

/** A link whose state is set by hand; it keeps what the screen asked for. */
export class CannedLink implements KioskLink {
  readonly sent: KioskRequest[] = [];
  /** How the next commands are answered. */
  answer: CommandAnswer = { result: "accepted", commandId: "canned-1", version: 1 };
  private readonly listeners = new Set<(state: KioskState) => void>();

  constructor(
    public state: KioskState,
    private readonly locale: string,
  ) {}

  show(state: Partial<KioskState>): void {
    this.state = { ...this.state, ...state };
    for (const listener of this.listeners) listener(this.state);
  }

  subscribe(changed: (state: KioskState) => void): () => void {
    this.listeners.add(changed);
    changed(this.state);
    return () => this.listeners.delete(changed);
  }

  send(request: KioskRequest): Promise<CommandAnswer> {
    this.sent.push(request);
    return Promise.resolve(this.answer);
  }

  readonly assists: Credentials[] = [];
  assist(by: Credentials): Promise<CommandAnswer> {
    this.assists.push(by);
    return Promise.resolve(this.answer);
  }

  findItems(query: string): Promise<ItemSearchAnswer> {
    const items = galleryItems(this.locale).filter((item) => item.name.toLowerCase().includes(query.toLowerCase()));
    return Promise.resolve({ items, total: items.length });
  }

  departments(): Promise<readonly DepartmentCard[]> {
    return Promise.resolve(galleryDepartments(this.locale));
  }

  forget(): void {
    this.sent.length = 0;
  }
}
