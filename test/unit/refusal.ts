/** The message with which a wrong option is refused. */
export function refusal(check: () => unknown): string {
  try {
    check()
  } catch (error) {
    expect(error).toMatchObject({ code: 'RH_INVALID_OPTION', status: 500, expose: false })
    return (error as Error).message
  }
  throw new Error('nothing was thrown')
}
