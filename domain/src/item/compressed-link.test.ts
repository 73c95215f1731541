import fc from "fast-check";
import { expect, it } from "vitest";
import { readCompressedLink } from "./compressed-link.js";
import { readCode } from "./read-code.js";

const text = (uri: string): string => {
  const read = readCompressedLink(uri);
  return read.ok ? read.value.map(({ ai, value }) => `(${ai})${value}`).join("") : read.error.error;
};

// Links and what they stand for, as published with the compression of GS1 Digital Links.
it.each([
  ["https://id.gs1.org/ARHKVAdpQg", "(01)09780345418913"],
  ["https://id.gs1.org/ABeRcNWtKMPA", "(00)106141412345678908"],
  ["https://id.gs1.org/QUCO_anbfA", "(414)0614141123452"],
  ["https://id.gs1.org/AREjalurbiAUO-cgohCz45Z67b8A", "(01)09421902960055(10)2010005828(21)xyz1234"],
  ["https://id.gs1.org/AQEd-1O2-GIGAD6A", "(01)00614141123452(3103)000500"],
  ["https://id.gs1.org/AQnYUc1gmiCNV4JGYgYAF6ckaEPg", "(01)05412345000013(10)ABC123(3103)000189(3923)2172"],
  ["https://id.gs1.org/JAaasHt_dNNt4ADESMALumsUfMAm34", "(240)qwe390023(8003)09421012301014f9804dbf"],
  ["http://example.org/AQnYUc1gmiERBhQ0ytiyZuAGOLc1TXgpNWCv1", "(01)05412345000013(10)ABC&+123(7003)1903061658"],
])("%s is %s", (uri, elements) => {
  const sorted = (of: string) => [...of.matchAll(/\(\d+\)[^(]*/g)].map(([each]) => each).sort();
  expect(sorted(text(uri))).toEqual(sorted(elements));
});

it("may have its key before it and attributes behind it", () => {
  expect(text("https://example.com/ARHKVAdpQg?17=261130")).toBe("(01)09780345418913(17)261130");
});

it("is a trade item like any other, and no other address is taken for one", () => {
  expect(readCode("https://id.gs1.org/ARHKVAdpQg", "]Q1", [])).toMatchObject({ kind: "gtin", gtin14: "09780345418913" });
  for (const address of ["https://example.com/products", "https://example.com/ARHKVAdpQh", "https://example.com/ARHKVAdp", "https://example.com/a/b/ARHKVAdpQg", "https://example.com/"])
    expect(readCode(address, "]Q1", [])).toEqual({ kind: "unreadable", because: "web-address" });
});

it("reads any letters without an exception, and hardly ever finds an item in them", () => {
  let found = 0;
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{4,60}$/), (letters) => {
      if (readCompressedLink(`https://example.com/${letters}`).ok) found += 1;
    }),
    { numRuns: 3_000, seed: 7 },
  );
  expect(found).toBeLessThan(10);
});
