import { applicationMethods, integrationNames, type Locale, nameOf, paymentTypeNames, pgProviders } from "@maru/domain";
import type { RouterOutputs } from "../../../lib/trpc.ts";

export type Application = RouterOutputs["settings"]["application"]["list"]["items"][number];

export const applicationsPath = "/settings/application";
export const businessPath = `${applicationsPath}/business`;
export const newApplicationPath = `${applicationsPath}/new`;
export const applicationPath = (id: string) => `${applicationsPath}/${encodeURIComponent(id)}`;

/** What is applied for: the method and the PG, the type and the way of integration. */
export function partsOf(application: Application, locale: Locale) {
  return {
    method: applicationMethods[application.method][locale],
    pg: nameOf(pgProviders, application.pgProvider, locale),
    type: paymentTypeNames[application.paymentType][locale],
    integration: integrationNames[application.integration][locale],
  };
}
