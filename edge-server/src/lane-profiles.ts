import { type ConfigProblem, err, laneProfile, type LaneProfile, ok, type Result, simulatedLaneProfile, type StoreConfig } from "@laneway/contracts";

/** The lanes of the store: those named in `laneFiles`, else the simulated ones. */
export function laneProfiles(config: StoreConfig, readText: (path: string) => string | undefined): Result<LaneProfile[], ConfigProblem[]> {
  if (config.laneFiles.length === 0) return ok(Array.from({ length: config.lanes }, (_, index) => simulatedLaneProfile(config, index)));
  const profiles: LaneProfile[] = [];
  const problems: ConfigProblem[] = [];
  for (const [index, path] of config.laneFiles.entries()) {
    const key = `laneFiles.${index}`;
    const read = readProfile(path, readText);
    if (!read.ok) problems.push({ key, problem: `names ${path}, which ${read.error}`, fix: "correct the file or its path (docs/CONFIGURATION.md)" });
    else if (profiles.some((each) => each.laneId === read.value.laneId)) problems.push({ key, problem: `is a second lane "${read.value.laneId}"`, fix: "give each lane its own laneId" });
    else profiles.push(read.value);
  }
  return problems.length > 0 ? err(problems) : ok(profiles);
}

function readProfile(path: string, readText: (path: string) => string | undefined): Result<LaneProfile, string> {
  const text = readText(path);
  if (text === undefined) return err("cannot be read");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err("is not JSON");
  }
  const parsed = laneProfile.safeParse(value);
  const [issue] = parsed.error?.issues ?? [];
  return parsed.success ? ok(parsed.data) : err(`is not a lane profile: ${issue?.path.join(".")} ${issue?.message}`);
}
