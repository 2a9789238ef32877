export * from '../handlers'
