import {
  AppError,
  couriers,
  type Delivery,
  type EscrowMode,
  type EscrowOrder,
  type EscrowRefusal,
  escrowRuleWords,
  escrowSupport,
  maskName,
  refuseEscrow,
  refuseEscrowForm,
} from "@maru/domain";
import type { DeliveryOutcome } from "@maru/import-client";
import type { Transaction } from "kysely";
import * as z from "zod/mini";
import type { Database } from "../../db/schema.ts";
import type { Secret } from "../../secret.ts";
import type {
  Facts,
  GivenInstruction,
  InstructionDeps,
  InstructionKind,
  Judgement,
  ReadBack,
  SendOutcome,
} from "../instructions/instruction-kind.ts";
import { heardRefusal } from "../instructions/pg-refusal.ts";
import { forgetReceiver } from "./bulk/invoice-batch.repository.ts";
import { type GivenDelivery, keepGiven } from "./keep-shipment.ts";

/** Registers the delivery of an escrow payment. */
export const registerDelivery: InstructionKind<EscrowOrder> = {
  kind: "escrow.register",
  permission: "escrow:write",
  targetOf: ({ impUid }) => ({ kind: "payment", id: impUid }),
  keep: keptOf,
  judge: (deps, order) => judge(deps, "register", order),
  send: async (upstream, order) => sent(await upstream.registerDelivery(wireOrder(order))),
  readBack,
  whenDone: (tx, given, result, secret) => whenDone(tx, secret, { given, mode: "register", result }),
};

/** Puts another delivery in the place of the registered one. */
export const changeDelivery: InstructionKind<EscrowOrder> = {
  kind: "escrow.change",
  permission: "escrow:write",
  targetOf: ({ impUid }) => ({ kind: "payment", id: impUid }),
  keep: keptOf,
  judge: (deps, order) => judge(deps, "change", order),
  send: async (upstream, order) => sent(await upstream.changeDelivery(wireOrder(order))),
  readBack,
  whenDone: (tx, given, result, secret) => whenDone(tx, secret, { given, mode: "change", result }),
};

/** However late it is known to stand: a list needs whom a parcel goes to only for what has to be asked for anew. */
async function whenDone(tx: Transaction<Database>, secret: Secret, done: GivenDelivery): Promise<void> {
  await keepGiven(tx, secret, done);
  await forgetReceiver(tx, done.given.id);
}

function keptOf({ courier, invoice, sentAt, receivingOn, sendEmail, ...order }: EscrowOrder) {
  const { sender, receiver, dispatchAddress, products } = order;
  return {
    shown: {
      courier,
      invoice,
      sentAt,
      receivingOn,
      sendEmail,
      receiverName: receiver.name === null ? null : maskName(receiver.name),
    },
    personal: { sender, receiver, dispatchAddress, products },
  };
}

function wireOrder({ instructionId: _instructionId, ...order }: EscrowOrder) {
  return order;
}

async function judge(deps: InstructionDeps, mode: EscrowMode, order: EscrowOrder): Promise<Judgement> {
  const read = await deps.upstream.getPayment(order.impUid);
  const { pgProvider } = read.payment;
  const offered = escrowSupport(pgProvider);
  const support = { register: offered.register !== "no", change: offered.change !== "no" };
  const now = Math.floor(deps.clock.now() / 1000);
  const registered = read.payment.isEscrow && support.register ? await deps.upstream.getDelivery(order.impUid) : null;
  const isSame = registered !== null && registered.courier === order.courier && registered.invoice === order.invoice;
  const refusal =
    (mode === "register" && isSame ? ({ rule: "same_registered" } as const) : undefined) ??
    refuseEscrow(read.payment, { mode, support, registered, now }) ??
    refuseEscrowForm(order, { mode, pgProvider, isCourier: Object.hasOwn(couriers, order.courier), now });
  return {
    known: { registered: registered === null ? null : factsOf(registered) },
    reads: [read],
    ...(refusal === undefined ? {} : { refusal: refusedBy(refusal, registered) }),
  };
}

function refusedBy({ rule, fields }: EscrowRefusal, registered: Delivery | null): AppError {
  return new AppError("INSTRUCTION_IMPOSSIBLE", escrowRuleWords[rule].en, {
    details: {
      rule,
      ...(fields === undefined ? {} : { fields }),
      ...(registered === null ? {} : { registered: factsOf(registered) }),
    },
  });
}

function factsOf({ courier, invoice, sentAt, registeredAt }: Delivery): Facts {
  return { courier, invoice, sentAt, registeredAt };
}

function sent(answer: DeliveryOutcome): SendOutcome {
  const outcome = heardRefusal(answer);
  return outcome.kind === "accepted" ? { kind: "done", result: factsOf(outcome.delivery) } : outcome;
}

const visible = z.object({ courier: z.string(), invoice: z.string(), sentAt: z.nullish(z.number()) });
const knownFacts = z.object({ registered: z.nullish(visible) });

/**
 * Courier, invoice and time of dispatch are all that can be read: a change of nothing else leaves no mark there, so that
 * after a lost answer only a person can find out about it.
 */
async function readBack({ upstream }: InstructionDeps, given: GivenInstruction): Promise<ReadBack> {
  const delivery = await upstream.getDelivery(given.target.id);
  const asked = visible.parse(given.shown);
  const before = knownFacts.parse(given.known ?? {}).registered ?? null;
  if (delivery === null) return { kind: "unchanged" };
  if (before !== null && isSameDelivery(before, asked)) {
    return { kind: "unclear", facts: { lookUp: "the change leaves no mark in upstream's record" } };
  }
  if (isSameDelivery(delivery, asked)) return { kind: "done", result: factsOf(delivery) };
  if (before !== null && isSameDelivery(delivery, before)) return { kind: "unchanged" };
  return { kind: "unclear", facts: factsOf(delivery) };
}

function isSameDelivery(one: z.output<typeof visible>, other: z.output<typeof visible>): boolean {
  return one.courier === other.courier && one.invoice === other.invoice && one.sentAt === other.sentAt;
}
