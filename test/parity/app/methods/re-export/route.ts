export { DELETE, GET as PUT } from '../handlers'
