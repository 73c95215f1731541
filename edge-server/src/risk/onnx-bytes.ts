/**
 * The subset of ONNX that a model here needs, as protocol buffer bytes. Field numbers are those of onnx.proto3 (ONNX,
 * Apache-2.0, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3); wire format of protocol buffers, version 3.
 */
const wire = { varint: 0, bytes: 2 } as const;
const elementType = { float: 1, int64: 7 } as const;

type Field = readonly [number: number, value: number | string | Uint8Array];

/** A message of fields in the order given: numbers as varints, texts and bytes with their length. */
function message(fields: readonly Field[]): Uint8Array {
  const parts: number[] = [];
  for (const [number, value] of fields) {
    if (typeof value === "number") {
      parts.push(...varint((number << 3) | wire.varint), ...varint(value));
    } else {
      const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
      parts.push(...varint((number << 3) | wire.bytes), ...varint(bytes.length), ...bytes);
    }
  }
  return Uint8Array.from(parts);
}

function varint(value: number): number[] {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not a varint`);
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/** A constant of 32-bit floats. */
export function floatTensor(name: string, shape: readonly number[], values: readonly number[]): Uint8Array {
  const data = new DataView(new ArrayBuffer(values.length * 4));
  for (const [index, value] of values.entries()) data.setFloat32(index * 4, value, true);
  return tensor(name, shape, elementType.float, new Uint8Array(data.buffer));
}

/** A constant of 64-bit integers. */
export function integerTensor(name: string, shape: readonly number[], values: readonly number[]): Uint8Array {
  const data = new DataView(new ArrayBuffer(values.length * 8));
  for (const [index, value] of values.entries()) data.setBigInt64(index * 8, BigInt(value), true);
  return tensor(name, shape, elementType.int64, new Uint8Array(data.buffer));
}

const tensor = (name: string, shape: readonly number[], type: number, data: Uint8Array): Uint8Array =>
  message([...shape.map((size): Field => [1, size]), [2, type], [8, name], [9, data]]);

/** One operation. `integers` are its attributes of integer type. */
export function node(operator: string, inputs: readonly string[], output: string, integers: Readonly<Record<string, number>> = {}): Uint8Array {
  const attributeIsInteger = 2;
  const attributes = Object.entries(integers).map(([name, value]): Field => [5, message([[1, name], [3, value], [20, attributeIsInteger]])]);
  return message([...inputs.map((input): Field => [1, input]), [2, output], [3, output], [4, operator], ...attributes]);
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly Uint8Array[];
  readonly constants: readonly Uint8Array[];
  /** Name and width of the one input and the one output: floats, any number of rows. */
  readonly input: readonly [string, number];
  readonly output: readonly [string, number];
  readonly producer: string;
  readonly producerVersion: string;
  readonly says: string;
}

/** The bytes of a single-file model: no data beside it. ONNX IR version 8, operator set 17. */
export function onnxBytes({ name, nodes, constants, input, output, producer, producerVersion, says }: OnnxGraph): Uint8Array {
  const value = ([own, width]: readonly [string, number]) => {
    const shape = message([[1, message([[2, "rows"]])], [1, message([[1, width]])]]);
    return message([[1, own], [2, message([[1, message([[1, elementType.float], [2, shape]])]])]]);
  };
  const graph = message([
    ...nodes.map((each): Field => [1, each]),
    [2, name],
    ...constants.map((each): Field => [5, each]),
    [11, value(input)],
    [12, value(output)],
  ]);
  return message([[1, 8], [2, producer], [3, producerVersion], [6, says], [7, graph], [8, message([[2, 17]])]]);
}
