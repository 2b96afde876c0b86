import { z } from 'zod'
import type { Customer } from '../../core/customer.ts'
import type { CustomerPage } from '../../core/ports.ts'
import { domainId, flag, part, required, text } from './fields.ts'

/** `productId` is not read: it is to be withdrawn, and describes the core service only. */
export const customerAnswer = z
  .object({
    domainId: required(domainId),
    tenantId: text,
    domain: text,
    domainType: text,
    companyName: text,
    phoneNumber: text,
    timeZone: text,
    locale: text,
    enableActiveMxrecord: flag,
    enableActiveDomain: flag,
    administrator: part(
      z.object({
        lastName: text,
        firstName: text,
        id: text,
        privateEmail: text,
        cellphone: text,
        countryCode: text,
      }),
    ),
    partnership: part(
      z.object({
        status: text,
        customerCode: text,
        memo: text,
        enablePartnerProfileDisplay: flag,
        enableDeveloperConsoleAccessControl: flag,
        enableAdminConsoleAccessControl: flag,
      }),
    ),
  })
  .transform(
    ({ enableActiveMxrecord, enableActiveDomain, partnership, ...same }): Customer => ({
      ...same,
      mxRecordActive: enableActiveMxrecord,
      domainActive: enableActiveDomain,
      partnership: partnership && {
        status: partnership.status,
        customerCode: partnership.customerCode,
        memo: partnership.memo,
        partnerProfileDisplayed: partnership.enablePartnerProfileDisplay,
        developerConsoleAccess: partnership.enableDeveloperConsoleAccessControl,
        adminConsoleAccess: partnership.enableAdminConsoleAccessControl,
      },
    }),
  )

interface CustomersAnswer extends CustomerPage {
  /** Rows without a domain ID: nobody could ask about them, and they must not cost the other customers. */
  readonly leftOut: number
}

/** The cursor ends as null, as an empty text or by being absent. */
export const customersAnswer = z
  .object({
    customers: z.array(z.unknown()),
    responseMetaData: part(z.object({ nextCursor: text })),
  })
  .transform(({ customers: rows, responseMetaData }): CustomersAnswer => {
    const customers = rows.map((row) => customerAnswer.safeParse(row).data).filter((row) => row !== undefined)
    return {
      customers,
      nextCursor: responseMetaData?.nextCursor ?? null,
      leftOut: rows.length - customers.length,
    }
  })
