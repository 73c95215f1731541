import { type Actor, laneId as laneIdSchema, messageContent } from "@laneway/contracts";
import { z } from "zod";
import type { Sql } from "../database/database.js";
import { nameOf } from "../projection/follow.js";

/** A lane in an attendant's hands, from taking it over until it was the shopper's own again. */
export interface Assistance {
  readonly laneId: string;
  readonly by: string;
  readonly at: "station" | "lane";
  /** For one basket after another, as a staffed till. */
  readonly attended: boolean;
  readonly fromMs: number;
  readonly fromSequence: number;
  readonly end: { readonly atMs: number; readonly sequence: number; readonly because: string } | undefined;
}

/** What an attendant had a lane say to its shopper. */
export interface Said {
  readonly laneId: string;
  readonly by: string;
  readonly content: z.infer<typeof messageContent>;
  readonly atMs: number;
  readonly sequence: number;
  readonly transactionId: string | null;
  /** Undefined: still shown, as far as headquarters has heard. */
  readonly ended: string | undefined;
}

export interface People {
  /** Newest first. */
  readonly assistance: readonly Assistance[];
  readonly said: readonly Said[];
}

/** What colleagues of a store left for each other. */
export interface HandOverNote {
  readonly noteId: string;
  readonly text: string;
  readonly laneId: string | undefined;
  readonly by: string;
  readonly atMs: number;
  readonly readBy: readonly string[];
  readonly finished: { readonly by: string; readonly atMs: number } | undefined;
}

const person = z.object({ name: z.string() });
const laneKinds = {
  "assist-started": z.object({ assistId: z.string(), by: person, at: z.enum(["station", "lane"]), attended: z.boolean() }),
  "assist-ended": z.object({ assistId: z.string(), because: z.string().max(32) }),
  "message-shown": z.object({ message: z.object({ messageId: z.string(), content: messageContent, by: person }) }),
  "message-ended": z.object({ messageId: z.string(), because: z.string().max(32) }),
};
const noteKinds = {
  "note-written": z.object({ noteId: z.string(), text: z.string().max(500), laneId: laneIdSchema.optional() }),
  "notes-read": z.object({ noteIds: z.array(z.string()).max(100) }),
  "note-finished": z.object({ noteId: z.string() }),
};

interface Row {
  readonly sequence: number;
  readonly laneId: string | null;
  readonly atMs: number;
  readonly kind: string;
  readonly actor: string;
  readonly entry: string;
  readonly transactionId: string | null;
}

const columns = `sequence, lane_id as "laneId", at_ms as "atMs", kind, actor, entry, transaction_id as "transactionId"`;
const listed = (kinds: object): string => Object.keys(kinds).map((kind) => `'${kind}'`).join(", ");
/** Older ones stand in the journal. */
const most = 400;

/** Who took a lane over and what was said there, of the journal that the lane writes now. */
export async function peopleAtLane(sql: Sql, storeId: string, laneId: string): Promise<People> {
  const rows = await sql.query<Row>(
    `select ${columns} from records where store_id = $1 and lane_id = $2 and kind in (${listed(laneKinds)})
       and journal_id = (select journal_id from lanes where store_id = $1 and lane_id = $2)
     order by sequence desc limit ${most}`,
    [storeId, laneId],
  );
  return peopleIn(rows);
}

/** Where a transaction was, as its records say: of each lane its first and its last. */
type Stay = { readonly journalId: string; readonly sequence: number; readonly laneId: string | null };

/** Who had the lane in hand while a transaction was there, and what its shopper was told. */
export async function peopleAtTransaction(sql: Sql, storeId: string, transactionId: string, history: readonly Stay[]): Promise<People> {
  const [first] = history;
  if (first === undefined) return { assistance: [], said: [] };
  const stays = new Map<string, { readonly from: number; to: number }>();
  for (const { laneId, sequence } of history) {
    if (laneId === null) continue;
    const stay = stays.get(laneId);
    if (stay === undefined) stays.set(laneId, { from: sequence, to: sequence });
    else stay.to = sequence;
  }
  const rows = await sql.query<Row>(
    `select ${columns} from records where store_id = $1 and journal_id = $2 and sequence <= $3 and kind in (${listed(laneKinds)})
       and lane_id in (select jsonb_array_elements_text($4::text::jsonb))
     order by sequence desc limit ${most}`,
    [storeId, first.journalId, history.at(-1)?.sequence ?? 0, JSON.stringify([...stays.keys()])],
  );
  const { assistance, said } = peopleIn(rows);
  return {
    assistance: assistance.filter(({ laneId, fromSequence, end }) => {
      const stay = stays.get(laneId);
      return stay !== undefined && fromSequence <= stay.to && (end === undefined || end.sequence >= stay.from);
    }),
    said: said.filter((each) => each.transactionId === transactionId),
  };
}

/** A store's hand-over notes, newest first; of a lane, those about it. `open`: only those nobody has seen to. */
export async function handOverNotes(sql: Sql, storeId: string, wanted: { readonly laneId?: string; readonly open?: true } = {}): Promise<readonly HandOverNote[]> {
  const rows = await sql.query<Row>(
    `select ${columns} from records where store_id = $1 and kind in (${listed(noteKinds)}) order by at_ms desc, sequence desc limit ${most}`,
    [storeId],
  );
  return notesIn(rows).filter(({ laneId, finished }) => (wanted.laneId === undefined || laneId === wanted.laneId) && (wanted.open === undefined || finished === undefined));
}

/** The entry as this version knows it; of another shape, nothing: the record itself stands in the journal. */
function read<Kinds extends Readonly<Record<string, z.ZodType>>, Kind extends keyof Kinds & string>(kinds: Kinds, kind: Kind, { entry }: Row): z.infer<Kinds[Kind]> | undefined {
  const parsed = (kinds[kind] as z.ZodType).safeParse(JSON.parse(entry));
  return parsed.success ? (parsed.data as z.infer<Kinds[Kind]>) : undefined;
}

type Open = Omit<Assistance, "end"> & { readonly assistId: string; end: Assistance["end"] };

/** From rows newest first, as they are read. */
function peopleIn(rows: readonly Row[]): People {
  const assistance: Open[] = [];
  const said = new Map<string, Omit<Said, "ended"> & { ended: string | undefined }>();
  for (const row of rows.toReversed()) {
    const { laneId, atMs, sequence, transactionId } = row;
    if (laneId === null) continue;
    const started = row.kind === "assist-started" ? read(laneKinds, "assist-started", row) : undefined;
    const ended = row.kind === "assist-ended" ? read(laneKinds, "assist-ended", row) : undefined;
    const shown = row.kind === "message-shown" ? read(laneKinds, "message-shown", row) : undefined;
    const over = row.kind === "message-ended" ? read(laneKinds, "message-ended", row) : undefined;
    if (started !== undefined) {
      const { assistId, at, attended, by } = started;
      // Whoever takes a lane over from somebody ends that one's turn.
      const before = assistance.findLast((each) => each.laneId === laneId && each.end === undefined);
      if (before !== undefined) before.end = { atMs, sequence, because: before.by === by.name ? "went-on" : "relieved" };
      assistance.push({ assistId, laneId, by: by.name, at, attended, fromMs: atMs, fromSequence: sequence, end: undefined });
    }
    const open = ended === undefined ? undefined : assistance.find((each) => each.assistId === ended.assistId && each.end === undefined);
    if (open !== undefined && ended !== undefined) open.end = { atMs, sequence, because: ended.because };
    if (shown !== undefined) said.set(shown.message.messageId, { laneId, by: shown.message.by.name, content: shown.message.content, atMs, sequence, transactionId, ended: undefined });
    const message = over === undefined ? undefined : said.get(over.messageId);
    if (message !== undefined) message.ended = over?.because;
  }
  return { assistance: assistance.toReversed().map(({ assistId: _id, ...each }) => each), said: [...said.values()].toReversed() };
}

function notesIn(rows: readonly Row[]): readonly HandOverNote[] {
  const notes = new Map<string, HandOverNote>();
  const change = (noteId: string, to: (note: HandOverNote) => HandOverNote): void => {
    const note = notes.get(noteId);
    if (note !== undefined) notes.set(noteId, to(note));
  };
  for (const row of rows.toReversed()) {
    const by = nameOf(JSON.parse(row.actor) as Actor);
    if (row.kind === "note-written") {
      const written = read(noteKinds, "note-written", row);
      if (written !== undefined) notes.set(written.noteId, { ...written, laneId: written.laneId, by, atMs: row.atMs, readBy: [], finished: undefined });
    } else if (row.kind === "notes-read") {
      for (const noteId of read(noteKinds, "notes-read", row)?.noteIds ?? []) change(noteId, (note) => ({ ...note, readBy: note.readBy.includes(by) || note.by === by ? note.readBy : [...note.readBy, by] }));
    } else {
      const finished = read(noteKinds, "note-finished", row);
      if (finished !== undefined) change(finished.noteId, (note) => ({ ...note, finished: { by, atMs: row.atMs } }));
    }
  }
  return [...notes.values()].toReversed();
}
