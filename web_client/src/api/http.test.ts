import { afterEach, describe, expect, it, vi } from "vitest";

import { fetchClientConfig, fetchTicket, type RequestError } from "./http";

const fetcher = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetcher);
afterEach(() => {
  fetcher.mockReset();
});

function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
  fetcher.mockResolvedValue(new Response(JSON.stringify(body), { status, headers }));
}

async function errorOf(promise: Promise<unknown>): Promise<Partial<RequestError>> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason as RequestError,
  );
  return error ? { code: error.code, pause_s: error.pause_s } : {};
}

describe("a ticket", () => {
  it("is asked for at LiveKit's standard endpoint with the user's choices", async () => {
    answer(201, { server_url: "ws://x", participant_token: "t" });
    await expect(fetchTicket({ "cicerone.language": "fr" })).resolves.toMatchObject({
      server_url: "ws://x",
    });
    const [path, init] = fetcher.mock.calls[0] ?? [];
    expect(path).toBe("/api/v1/livekit/token");
    expect(init?.method).toBe("POST");
    expect(init?.body).toBe('{"participant_attributes":{"cicerone.language":"fr"}}');
  });

  it("refused for too many tries says how long to wait", async () => {
    answer(429, {}, { "Retry-After": "17" });
    expect(await errorOf(fetchTicket({}))).toEqual({ code: "too_many", pause_s: 17 });
  });

  it("refused without saying how long is tried again after a default pause", async () => {
    answer(429, {}, { "Retry-After": "soon" });
    expect(await errorOf(fetchTicket({}))).toEqual({ code: "too_many", pause_s: 30 });
  });

  it.each([
    [400, "refused"],
    [500, "refused"],
    [502, "unreachable"],
    [503, "unreachable"],
  ])("answered with %i is %s", async (status, code) => {
    answer(status, {});
    expect((await errorOf(fetchTicket({}))).code).toBe(code);
  });

  it("without a network is unreachable", async () => {
    fetcher.mockRejectedValue(new TypeError("Failed to fetch"));
    expect((await errorOf(fetchTicket({}))).code).toBe("unreachable");
  });

  it.each([null, {}, { server_url: 3, participant_token: "t" }])(
    "that is not one is refused: %s",
    async (body) => {
      answer(201, body);
      expect((await errorOf(fetchTicket({}))).code).toBe("refused");
    },
  );
});

it("reads the voices of each language", async () => {
  const config = { languages: ["en", "fr"], voices: { en: ["a", "b"], fr: ["c"] } };
  answer(200, config);
  await expect(fetchClientConfig()).resolves.toEqual(config);
});

it.each([["Puck"], null, "Puck", { en: "Puck" }])(
  "refuses voices that belong to no language: %j",
  async (voices) => {
    answer(200, { languages: ["en"], voices });
    expect((await errorOf(fetchClientConfig())).code).toBe("refused");
  },
);

it("refuses a page of HTML where the configuration should be", async () => {
  fetcher.mockResolvedValue(new Response("<html>", { status: 200 }));
  expect((await errorOf(fetchClientConfig())).code).toBe("refused");
});
