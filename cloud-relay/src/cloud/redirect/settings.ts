import { type StoreConfig, walletOf } from "@laneway/contracts/config";
import type { StoreSecrets } from "@laneway/contracts/secrets";
import { loopbackOf } from "../../part.js";
import type { Provider } from "../providers/provider.js";
import { walletProvider } from "../providers/wallet.js";

export interface RedirectSettings {
  readonly providers: readonly Provider[];
  readonly publicUrl: string;
  readonly patienceMs: number;
}

/** The providers that the configuration names and the secrets have keys of; undefined: none. */
export function redirectSettings(config: StoreConfig, secrets: StoreSecrets): RedirectSettings | undefined {
  const wallet = walletOf(config);
  const keys = secrets.providers?.wallet;
  if (wallet === undefined || keys === undefined) return undefined;
  const { walletName, walletSeconds, callbackUrl } = config.tenders;
  return {
    providers: [walletProvider({ name: walletName, url: wallet.url, ...keys, timeoutMs: 4_000 })],
    publicUrl: (callbackUrl ?? `http://${loopbackOf(config.host)}:${config.ports.cloud}`).replace(/\/+$/, ""),
    patienceMs: walletSeconds * 1_000,
  };
}
