import { randomBytes } from "node:crypto";
import type { Role } from "@maru/domain";
import type { APIRequestContext, Page } from "@playwright/test";
import type { MaruApi, Member } from "./maru-api.ts";

/** What those are called who joined during a journey, so that another can tell them from the demo accounts. */
export const newMemberName = "여정";

/** Invites somebody nobody has heard of; the link makes their account. */
export async function inviteMember(admin: MaruApi, role: Role): Promise<Member & { readonly link: string }> {
  const id = randomBytes(6).toString("hex");
  const email = `journey-${id}@example.com`;
  const { link } = await admin.users.invite.mutate({ email, role });
  return { email, password: passwordOf(link), link };
}

/** Makes an account of its own for the page, so that what is changed in it disturbs nobody, and signs in with it. */
export async function signInAsNewMember(page: Page, admin: MaruApi, role: Role): Promise<Member> {
  const { email, link } = await inviteMember(admin, role);
  const password = await joinByLink(page.request, link, newMemberName);
  return { email, password };
}

/** Takes an invitation without a form; the browser that `request` belongs to is signed in. Returns the password. */
export async function joinByLink(request: APIRequestContext, link: string, name: string): Promise<string> {
  const { origin, searchParams } = new URL(link);
  const password = passwordOf(link);
  const data = { token: searchParams.get("token"), name, password };
  const answer = await request.post("/api/set-up", { data, headers: { origin } });
  if (!answer.ok()) throw new Error(`Set-up: ${answer.status()} ${await answer.text()}`);
  return password;
}

function passwordOf(link: string): string {
  return `pass phrase ${link.slice(-8)}`;
}
