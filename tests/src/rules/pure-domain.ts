import ts from "typescript";

/** Names whose answer depends on when, where or how often they are asked. */
const impure = new Set(["performance", "crypto", "process", "globalThis", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "fetch", "console", "require"]);

/** What a source file holds that a pure core may not: clock, randomness, fractions. `line: what` each. */
export function impurities(text: string): string[] {
  const file = ts.createSourceFile("source.ts", text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const report = (node: ts.Node, what: string) => found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
  const visit = (node: ts.Node): void => {
    if (ts.isNumericLiteral(node) && !Number.isSafeInteger(Number(node.text.replaceAll("_", "")))) report(node, `fraction ${node.getText()}`);
    if (ts.isNumericLiteral(node) && /^[\d_]*\.|e-/i.test(node.getText()) && !/^0x/i.test(node.getText())) report(node, `float literal ${node.getText()}`);
    if (ts.isNewExpression(node) && node.expression.getText() === "Date" && (node.arguments?.length ?? 0) === 0) report(node, "new Date()");
    if (ts.isCallExpression(node) && node.expression.getText() === "Date") report(node, "Date()");
    if (ts.isPropertyAccessExpression(node)) {
      const named = node.getText();
      if (named === "Date.now" || named === "Math.random") report(node, named);
    }
    if (ts.isIdentifier(node) && impure.has(node.text) && isFreeName(node)) report(node, node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...new Set(found)];
}

/** Is the identifier a name of the surroundings, not a property, a key or a declaration of that name? */
function isFreeName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isBindingElement(parent)) return parent.name !== node;
  return !(ts.isParameter(parent) || ts.isVariableDeclaration(parent) || ts.isFunctionDeclaration(parent) || ts.isImportSpecifier(parent));
}
