/** Tests import the sources; what is published is tested by test/package and by child processes. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: {
    '^route-handlers$': '<rootDir>/src/index.ts',
    '^route-handlers/(express|fastify|koa|node|whatwg)$': '<rootDir>/adapters/$1.ts',
    '^route-handlers/next/(server|headers|navigation|cache|og)$': '<rootDir>/src/next/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // Jest would take a package named `next` among the fixtures for everybody's.
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/test/parity/(.*/)?\\.(next|built)/',
    '<rootDir>/test/loading/fixtures/',
  ],
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/'],
  reporters: ['default', '<rootDir>/test/hosts/reporter.cjs', '<rootDir>/test/faults/reporter.cjs'],
}
