import { DroppedConnection } from "./dropped-connection.ts";
import { answerRefusal, messages, Refusal } from "./envelope.ts";
import type { Fault } from "./faults.ts";

const html = `<!doctype html><html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>\n`;

/** Lets faults loose on one request. `work` is what the request would have done. */
export async function answerUnder(faults: readonly Fault[], work: () => Promise<Response>): Promise<Response> {
  for (const fault of faults) {
    if (fault.when !== "before" || needsTheAnswer(fault)) continue;
    const instead = await strike(fault);
    if (instead !== null) return instead;
  }
  let response = await work();
  for (const fault of faults) {
    if (needsTheAnswer(fault)) response = await breakJson(response);
    else if (fault.when === "after") response = (await strike(fault)) ?? response;
  }
  return response;
}

function needsTheAnswer(fault: Fault): boolean {
  return fault.kind === "broken_json";
}

async function strike(fault: Fault): Promise<Response | null> {
  switch (fault.kind) {
    case "delay":
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      return null;
    case "drop":
      throw new DroppedConnection(false);
    case "reset":
      throw new DroppedConnection(true);
    case "status": {
      const response = answerRefusal(new Refusal(fault.status, fault.message ?? "일시적인 오류가 발생하였습니다."));
      if (fault.retryAfterSeconds !== null) response.headers.set("retry-after", String(fault.retryAfterSeconds));
      return response;
    }
    case "html":
      return new Response(html, { status: fault.status, headers: { "content-type": "text/html" } });
    case "unauthorized":
      return answerRefusal(new Refusal(401, messages.unauthorized));
    default:
      return null;
  }
}

async function breakJson(response: Response): Promise<Response> {
  const text = await response.text();
  return new Response(text.slice(0, Math.floor(text.length / 2)), {
    status: response.status,
    headers: { "content-type": "application/json; charset=utf-8" },
  });
}
