export const GET = () => {
  throw new Error('as asked')
}
