import { cruise, type DependencyType, type ICruiseResult, type IFlattenedRuleSet } from "dependency-cruiser";

export const parts = ["contracts", "domain", "edge-server", "device-agents", "cloud-relay", "kiosk-ui", "deploy"] as const;
const running = ["edge-server", "device-agents", "cloud-relay", "kiosk-ui", "deploy"] as const;
const noDomain = ["device-agents", "kiosk-ui", "deploy"] as const;
const tested = "\\.test\\.ts$|/testing/|/fixtures/";
const source = (names: readonly string[]) => `^(${names.join("|")})/src/`;
/** Addresses that the screens' bundler resolves, e.g. `icon.svg?raw`. */
const bundled = "[?]";
const nodeModule: { dependencyTypes: DependencyType[] } = { dependencyTypes: ["core"] };
const npmPackage: { dependencyTypes: DependencyType[]; pathNot: string } = { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"], pathNot: source([...parts, "tests"]) };

/** Who may import whom: the table of docs/ARCHITECTURE.md as rules. Tests beside the code may use what they need. */
const rules: IFlattenedRuleSet = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "every-import-exists", severity: "error", from: { pathNot: tested }, to: { couldNotResolve: true, pathNot: bundled } },
    { name: "nothing-imports-tests", severity: "error", from: { path: source(parts) }, to: { path: source(["tests"]) } },
    { name: "contracts-import-contracts", severity: "error", from: { path: source(["contracts"]), pathNot: tested }, to: { path: source(parts.filter((part) => part !== "contracts")) } },
    { name: "contracts-use-the-schema-library-only", severity: "error", from: { path: source(["contracts"]), pathNot: tested }, to: { ...npmPackage, pathNot: [npmPackage.pathNot, "node_modules/zod/"] } },
    { name: "contracts-use-no-node", severity: "error", from: { path: source(["contracts"]), pathNot: tested }, to: nodeModule },
    { name: "domain-imports-contracts-and-itself", severity: "error", from: { path: source(["domain"]), pathNot: tested }, to: { path: source(running) } },
    { name: "domain-uses-no-package", severity: "error", from: { path: source(["domain"]), pathNot: tested }, to: npmPackage },
    { name: "domain-uses-no-node", severity: "error", from: { path: source(["domain"]), pathNot: tested }, to: nodeModule },
    { name: "no-domain-here", severity: "error", from: { path: source(noDomain), pathNot: tested }, to: { path: source(["domain"]) } },
    ...running.map((part) => ({
      name: `${part}-imports-no-other-running-part`,
      severity: "error" as const,
      from: { path: source([part]) },
      to: { path: source(running.filter((other) => other !== part)) },
    })),
  ],
};

export interface LayerFindings {
  readonly modules: number;
  /** `rule: from → to`, sorted. */
  readonly violations: readonly string[];
  /** Resolved dependencies between parts, as `from part → to part`. */
  readonly crossings: ReadonlySet<string>;
}

/** Cruises the sources below a folder that holds parts, and checks them against the rules. */
export async function checkLayers(folder: string, present: readonly string[] = parts): Promise<LayerFindings> {
  const result = await cruise(
    present.map((part) => `${part}/src`),
    { baseDir: folder, ruleSet: rules, validate: true, doNotFollow: { path: "node_modules" }, tsPreCompilationDeps: true, exclude: { path: "/dist/" } },
    { exportsFields: ["exports"], conditionNames: ["source", "import", "node", "default"], mainFields: ["module", "main"], extensions: [".ts", ".mts", ".js", ".mjs", ".json"] },
  );
  const { modules, summary } = result.output as ICruiseResult;
  const partOf = (path: string) => path.split("/src/")[0] ?? "";
  const crossings = modules.flatMap((module) => module.dependencies.map((dependency) => `${partOf(module.source)} → ${partOf(dependency.resolved)}`));
  return {
    modules: modules.filter((module) => new RegExp(source(parts)).test(module.source)).length,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort(),
    crossings: new Set(crossings),
  };
}
