/** The page's two requests to its own server. Knows HTTP, not what the answers are used for. */
import type { ClientConfig } from "../generated/protocol";
import type { FailureCode } from "../state/failure";

const TIMEOUT_MS = 10_000;
const DEFAULT_PAUSE_S = 30;

export interface Ticket {
  readonly server_url: string;
  readonly participant_token: string;
}

/** A request that did not give what it should, as something to tell the user. */
export class RequestError extends Error {
  constructor(
    readonly code: FailureCode,
    readonly requestId: string,
    readonly pause_s: number = 0,
  ) {
    super(code);
    this.name = "RequestError";
  }
}

/** Ask LiveKit's standard endpoint for a place in a new conversation. */
export async function fetchTicket(attributes: Record<string, string>): Promise<Ticket> {
  const answer = await request("/api/v1/livekit/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ participant_attributes: attributes }),
  });
  if (!isTicket(answer)) throw new RequestError("refused", "");
  return answer;
}

export async function fetchClientConfig(): Promise<ClientConfig> {
  const answer = await request("/api/v1/client-config", {});
  if (!isClientConfig(answer)) throw new RequestError("refused", "");
  return answer;
}

async function request(path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    throw new RequestError("unreachable", "");
  }
  if (!response.ok) throw errorOf(response);
  try {
    return (await response.json()) as unknown;
  } catch {
    throw new RequestError("refused", requestIdOf(response));
  }
}

function errorOf(response: Response): RequestError {
  if (response.status === 429) {
    return new RequestError("too_many", requestIdOf(response), pauseOf(response));
  }
  // A gateway in front says so when the server behind it is down.
  const gone = response.status >= 502 && response.status <= 504;
  return new RequestError(gone ? "unreachable" : "refused", requestIdOf(response));
}

function pauseOf(response: Response): number {
  const seconds = Number(response.headers.get("Retry-After"));
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : DEFAULT_PAUSE_S;
}

function requestIdOf(response: Response): string {
  return response.headers.get("X-Request-Id") ?? "";
}

function isTicket(value: unknown): value is Ticket {
  const ticket = value as Partial<Ticket> | null;
  return typeof ticket?.server_url === "string" && typeof ticket.participant_token === "string";
}

function isClientConfig(value: unknown): value is ClientConfig {
  const config = value as Partial<ClientConfig> | null;
  return Array.isArray(config?.languages) && hasVoices(config.voices);
}

function hasVoices(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((voices) => Array.isArray(voices));
}
