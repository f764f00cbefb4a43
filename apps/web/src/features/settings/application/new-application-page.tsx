import {
  type ApplicationChoice,
  type ApplicationIntegration,
  type ApplicationMethodName,
  applicationCategories,
  applicationCategoryNames,
  applicationMethodNames,
  applicationMethods,
  furtherQuestions,
  integrationNames,
  integrationsOf,
  nameOf,
  type PaymentType,
  paymentTypeNames,
  paymentTypesOf,
  pgProviders,
  pgsOfMethod,
} from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { BackLink } from "../../../components/back-link.tsx";
import { PageTitle } from "../../../components/page-title.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Checkbox } from "../../../components/ui/checkbox.tsx";
import { ForbiddenNote } from "../../../components/ui/forbidden-note.tsx";
import { Form } from "../../../components/ui/form.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { useDocumentTitle } from "../../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { useMay } from "../../../lib/session.tsx";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import { applicationsPath, businessPath } from "./application-name.ts";
import { ApplicationProblem } from "./application-problem.tsx";

const stepNames = ["methods", "pgs", "business", "status"] as const;

interface Picked {
  readonly pgProvider: string;
  /** `subscription api`, and so on. */
  readonly ways: readonly string[];
}

/** The first two steps of an application: what one wants to take, then at which PG and how. */
export function Component() {
  const words = useAllMessages().application;
  const mayWrite = useMay("application:write");
  const [parameters, setParameters] = useSearchParams();
  const methods = readMethods(parameters.get("methods"));
  const step = parameters.get("step") === "pgs" && methods.length > 0 ? "pgs" : "methods";
  useDocumentTitle(words.newTitle);
  if (!mayWrite) return <ForbiddenNote permission="application:write" />;
  const go = (next: "methods" | "pgs", chosen: readonly ApplicationMethodName[]) =>
    setParameters({
      ...(chosen.length === 0 ? {} : { methods: chosen.join(",") }),
      ...(next === "pgs" && { step: next }),
    });
  return (
    <div className="grid w-full max-w-[760px] gap-4 px-3 pt-3 pb-16 md:px-5">
      <PageTitle
        title={words.newTitle}
        help={words.newHelp}
        back={<BackLink to={applicationsPath}>{words.back}</BackLink>}
      />
      <ol aria-label={words.stepsLabel} className="flex flex-wrap gap-x-4 gap-y-1 border-line border-b pb-2">
        {stepNames.map((name) => (
          <li
            key={name}
            aria-current={name === step ? "step" : undefined}
            className={name === step ? "font-semibold text-accent" : "text-ink-3"}
          >
            {words.steps[name]}
          </li>
        ))}
      </ol>
      {step === "methods" ? (
        <Methods chosen={methods} onChoose={(chosen) => go("pgs", chosen)} />
      ) : (
        <Pgs key={methods.join()} methods={methods} onBack={() => go("methods", methods)} />
      )}
    </div>
  );
}

function readMethods(text: string | null): readonly ApplicationMethodName[] {
  const named = new Set(text?.split(","));
  return applicationMethodNames.filter((method) => named.has(method));
}

interface MethodsProps {
  readonly chosen: readonly ApplicationMethodName[];
  readonly onChoose: (chosen: readonly ApplicationMethodName[]) => void;
}

function Methods({ chosen: first, onChoose }: MethodsProps) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const [chosen, setChosen] = useState(first);
  const [isTried, setTried] = useState(false);
  const isMissing = isTried && chosen.length === 0;
  return (
    <Form
      noValidate
      className="grid gap-4"
      onSubmit={() => {
        setTried(true);
        if (chosen.length > 0) onChoose(chosen);
      }}
    >
      <h2 className="text-lead font-semibold">{words.chooseMethods}</h2>
      {applicationCategories.map((category) => (
        <fieldset key={category} className="grid gap-1">
          <legend className="pb-1 font-semibold">{applicationCategoryNames[category][locale]}</legend>
          <div className="grid gap-x-4 gap-y-1 min-[420px]:grid-cols-2 md:grid-cols-3">
            {applicationMethodNames
              .filter((method) => applicationMethods[method].category === category)
              .map((method) => (
                <Checkbox
                  key={method}
                  label={applicationMethods[method][locale]}
                  isSelected={chosen.includes(method)}
                  onChange={(isSelected) =>
                    setChosen(isSelected ? [...chosen, method] : chosen.filter((each) => each !== method))
                  }
                />
              ))}
          </div>
        </fieldset>
      ))}
      <div aria-live="polite">{isMissing && <p className="font-medium text-small text-bad">{words.noMethod}</p>}</div>
      <Button type="submit" variant="primary" size="medium" className="justify-self-start">
        {words.toPgs}
      </Button>
    </Form>
  );
}

interface PgsProps {
  readonly methods: readonly ApplicationMethodName[];
  readonly onBack: () => void;
}

function Pgs({ methods, onBack }: PgsProps) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const navigate = useNavigate();
  const [picked, setPicked] = useState<Readonly<Partial<Record<ApplicationMethodName, Picked>>>>({});
  const [isTried, setTried] = useState(false);
  const add = useMutation(
    trpc.settings.application.add.mutationOptions({
      async onSuccess({ added, business }) {
        await queryClient.invalidateQueries(trpc.settings.application.pathFilter());
        showToast(words.begun(added));
        await navigate(business.problems > 0 || !business.hasCertificate ? businessPath : applicationsPath);
      },
    }),
  );
  const pickOf = (method: ApplicationMethodName): Picked =>
    picked[method] ?? { pgProvider: pgsOfMethod(method)[0] ?? "", ways: ["one_time window"] };
  const pick = (method: ApplicationMethodName, change: Partial<Picked>) =>
    setPicked({ ...picked, [method]: { ...pickOf(method), ...change } });
  const choices = methods.flatMap((method): ApplicationChoice[] => {
    const { pgProvider, ways } = pickOf(method);
    return waysOf(method, pgProvider)
      .filter(({ way }) => ways.includes(way))
      .map(({ paymentType, integration }) => ({ method, pgProvider, paymentType, integration }));
  });
  const lacks = (method: ApplicationMethodName) => !choices.some((choice) => choice.method === method);
  return (
    <Form
      noValidate
      className="grid gap-4"
      onSubmit={() => {
        setTried(true);
        if (!methods.some(lacks)) add.mutate({ choices });
      }}
    >
      <p className="text-ink-2">{words.pgsHelp}</p>
      {methods.map((method) => {
        const { pgProvider, ways } = pickOf(method);
        const name = applicationMethods[method][locale];
        const question = furtherQuestions[pgProvider]?.[locale];
        return (
          <section key={method} aria-label={name} className="grid gap-3 border-line border-t pt-3 sm:grid-cols-2">
            <Select
              label={words.pgOf(name)}
              hint={question}
              value={pgProvider}
              options={pgsOfMethod(method).map((pg) => ({ value: pg, label: nameOf(pgProviders, pg, locale) }))}
              onChange={(pg) => pick(method, { pgProvider: pg })}
            />
            <fieldset className="grid content-start gap-1">
              <legend className="pb-1 font-semibold">{words.typesOf(name)}</legend>
              {waysOf(method, pgProvider).map(({ way, paymentType, integration }) => (
                <Checkbox
                  key={way}
                  label={words.typeWith(paymentTypeNames[paymentType][locale], integrationNames[integration][locale])}
                  isSelected={ways.includes(way)}
                  onChange={(isSelected) =>
                    pick(method, { ways: isSelected ? [...ways, way] : ways.filter((each) => each !== way) })
                  }
                />
              ))}
              <div aria-live="polite">
                {isTried && lacks(method) && <p className="font-medium text-small text-bad">{words.noType}</p>}
              </div>
            </fieldset>
          </section>
        );
      })}
      {add.isError && <ApplicationProblem error={add.error} />}
      <div className="flex flex-wrap gap-2">
        <Button size="medium" onClick={onBack}>
          {words.toMethods}
        </Button>
        <Button type="submit" variant="primary" size="medium" isPending={add.isPending}>
          {words.begin(choices.length)}
        </Button>
      </div>
    </Form>
  );
}

interface Way {
  readonly way: string;
  readonly paymentType: PaymentType;
  readonly integration: ApplicationIntegration;
}

function waysOf(method: ApplicationMethodName, pgProvider: string): readonly Way[] {
  return paymentTypesOf({ method, pgProvider }).flatMap((paymentType) =>
    integrationsOf({ method, pgProvider, paymentType }).map((integration) => ({
      way: `${paymentType} ${integration}`,
      paymentType,
      integration,
    })),
  );
}
