/** Reads what the guide sends by RPC, and refuses what is not one of the protocol's messages. */
import { NoticeCode, type PointRequest, type Reply } from "../generated/protocol";

export interface ReceivedNotice {
  readonly code: NoticeCode;
  readonly limit: number | null;
}

export function parseNotice(payload: string): ReceivedNotice | null {
  const { code, limit } = parseObject(payload);
  const known = Object.values(NoticeCode).find((one) => one === code);
  return known ? { code: known, limit: typeof limit === "number" ? limit : null } : null;
}

export function parsePoint(payload: string): PointRequest | null {
  const { left, top, width, height, label } = parseObject(payload);
  if (!isShare(left) || !isShare(top) || !isShare(width) || !isShare(height)) return null;
  return typeof label === "string" ? { left, top, width, height, label } : null;
}

export function parseReply(payload: string): Reply | null {
  const { ok, reason } = parseObject(payload);
  if (typeof ok !== "boolean") return null;
  return { ok, reason: typeof reason === "string" ? reason : null };
}

function isShare(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function parseObject(payload: string): Record<string, unknown> {
  try {
    const value = JSON.parse(payload) as unknown;
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
