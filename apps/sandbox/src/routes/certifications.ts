import type { Hono } from "hono";
import type { Certification } from "../certifications.ts";
import { answer, messages, Refusal } from "../envelope.ts";
import { drawBits, hashText } from "../random.ts";
import { flagField, readFields, textField } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { Shop } from "../shop.ts";
import type { Store } from "../store.ts";
import { refuseForPg } from "./naver.ts";

const notFound = () => new Refusal(404, "인증결과가 존재하지 않습니다.");
const carriers: ReadonlySet<string> = new Set(["SKT", "KT", "LGT"]);
const STREAM_CERTIFICATION = 9940;

/** Identity checks: their results, and the check by text message that carriers allow some shops. */
export function addCertificationRoutes(api: Hono<ApiEnv>, shop: Shop): void {
  const kept = (store: Store, impUid: string): Certification => {
    const certification = store.shelves.get("certification", impUid);
    if (certification === undefined || certification.isDeleted) throw notFound();
    return certification;
  };
  const keep = (
    store: Store,
    value: Certification,
    kind: "certification_confirmed" | "certification_deleted" | "certification_requested",
  ) => keepCertification(shop, store, value, kind);

  api.get("/certifications/:impUid", (c) => {
    const certification = kept(c.get("store"), c.req.param("impUid"));
    if (certification.otp !== null) throw notFound();
    return answer(certification.wire);
  });

  api.delete("/certifications/:impUid", (c) => {
    const store = c.get("store");
    const certification = kept(store, c.req.param("impUid"));
    keep(store, { ...certification, isDeleted: true }, "certification_deleted");
    return answer(certification.wire);
  });

  api.post("/certifications/otp/request", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const required = ["name", "phone", "birth", "gender_digit", "carrier", "channel_key"];
    const missing = required.filter((name) => textField(fields, name) === null);
    if (missing.length > 0) throw new Refusal(400, messages.missing(missing.join(", ")));
    const digits = (name: string) => (textField(fields, name) ?? "").replaceAll(/\D/g, "");
    const channel = store.channels.find(({ channel_key }) => channel_key === textField(fields, "channel_key"));
    if (channel?.type !== "certification" || !/^(danal|kcp_v2)$/.test(channel.pg_provider)) {
      throw new Refusal(400, messages.wrong("channel_key"));
    }
    if (!/^\d{10,11}$/.test(digits("phone"))) throw new Refusal(400, messages.wrong("phone"));
    if (!/^\d{6}$/.test(digits("birth"))) throw new Refusal(400, messages.wrong("birth"));
    const gender = textField(fields, "gender_digit") ?? "";
    const isAlien = channel.pg_provider === "kcp_v2" && /^[5-8]$/.test(gender);
    if (!/^[1-4]$/.test(gender) && !isAlien) throw new Refusal(400, messages.wrong("gender_digit"));
    const carrier = textField(fields, "carrier") ?? "";
    if (!carriers.has(carrier)) throw new Refusal(400, messages.wrong("carrier"));
    refuseForPg(c, 500);
    const number = store.shelves.all("certification").size;
    const impUid = certificationUid(shop.seed, store, number);
    const birth = digits("birth");
    const wire: Certification["wire"] = {
      imp_uid: impUid,
      merchant_uid: textField(fields, "merchant_uid"),
      pg_tid: null,
      pg_provider: channel.pg_provider,
      name: textField(fields, "name"),
      gender: Number(gender) % 2 === 1 ? "male" : "female",
      birthday: `${/[3478]/.test(gender) ? "20" : "19"}${birth.slice(0, 2)}-${birth.slice(2, 4)}-${birth.slice(4)}`,
      foreigner: false,
      phone: digits("phone"),
      carrier: flagField(fields, "is_mvno") ? `${carrier}_MVNO` : carrier,
      certified: false,
      certified_at: 0,
      unique_key: null,
      unique_in_site: null,
      origin: null,
      foreigner_v2: null,
    };
    const otp = String(drawBits(shop.seed, number, STREAM_CERTIFICATION) % 1_000_000).padStart(6, "0");
    keep(store, { wire, otp, isDeleted: false }, "certification_requested");
    return answer({ imp_uid: impUid });
  });

  api.post("/certifications/otp/confirm/:impUid", async (c) => {
    const store = c.get("store");
    const certification = kept(store, c.req.param("impUid"));
    const fields = await readFields(c.req.raw);
    const otp = textField(fields, "otp");
    if (certification.otp === null) throw new Refusal(400, "이미 인증처리가 완료된 요청입니다.");
    if (otp === null) throw new Refusal(400, messages.missing("otp"));
    refuseForPg(c, 500);
    if (otp !== certification.otp) throw new Refusal(400, "인증번호가 일치하지 않습니다.");
    const wire = { ...certification.wire, ...personKeys(certification.wire, shop.seed, store.world.now) };
    keep(store, { wire, otp: null, isDeleted: false }, "certification_confirmed");
    return answer(wire);
  });
}

function certificationUid(seed: number, { tier }: Store, number: number): string {
  const low = drawBits(seed ^ hashText(tier ?? ""), number, STREAM_CERTIFICATION + 1) % 1_000_000;
  return `imp_${String(900_000 + number).padStart(6, "0")}${String(low).padStart(6, "0")}`;
}

function personKeys({ name, birthday, phone }: Certification["wire"], seed: number, now: number) {
  const text = (length: number, stream: number) => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const subject = seed ^ hashText(`${name}/${birthday}/${phone}`);
    return Array.from({ length }, (_, n) => alphabet[drawBits(subject, n, stream) % 64] ?? "A").join("");
  };
  return {
    pg_tid: `${now}${drawBits(seed, now, STREAM_CERTIFICATION + 2) % 10_000}`,
    certified: true,
    certified_at: now,
    unique_key: `${text(86, STREAM_CERTIFICATION + 3)}==`,
    unique_in_site: `${text(62, STREAM_CERTIFICATION + 4)}==`,
  };
}

export interface NewCertification {
  name: string;
  phone: string;
  birthday: string;
  merchantUid: string | null;
}

/** The result of a check that a person passed in a window, for the controls. */
export function certify(shop: Shop, store: Store, order: NewCertification): Certification["wire"] {
  const base: Certification["wire"] = {
    imp_uid: certificationUid(shop.seed, store, store.shelves.all("certification").size),
    merchant_uid: order.merchantUid,
    pg_tid: null,
    pg_provider: "inicis_unified",
    name: order.name,
    gender: "female",
    birthday: order.birthday,
    foreigner: false,
    phone: order.phone,
    carrier: "SKT",
    certified: false,
    certified_at: 0,
    unique_key: null,
    unique_in_site: null,
    origin: "https://shop.example",
    foreigner_v2: null,
  };
  const wire = { ...base, ...personKeys(base, shop.seed, store.world.now) };
  keepCertification(shop, store, { wire, otp: null, isDeleted: false }, "certification_confirmed");
  return wire;
}

function keepCertification(
  shop: Shop,
  store: Store,
  value: Certification,
  kind: "certification_confirmed" | "certification_deleted" | "certification_requested",
): void {
  const { imp_uid: impUid, merchant_uid } = value.wire;
  shop.commit(store, [
    { kind, impUid, merchantUid: merchant_uid ?? "", amount: 0, shelf: { shelf: "certification", key: impUid, value } },
  ]);
}
