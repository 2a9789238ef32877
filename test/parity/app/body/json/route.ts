const attempt = async (read: () => Promise<unknown>) => {
  try {
    return { value: await read() }
  } catch (error) {
    return { error: `${(error as Error).name}: ${(error as Error).message}` }
  }
}

const handle = async (request: Request) => Response.json(await attempt(() => request.json()))

export { handle as DELETE, handle as OPTIONS, handle as PATCH, handle as POST, handle as PUT }
