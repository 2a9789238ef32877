module.exports = {
  transform: { '\\.tsx?$': '@swc/jest' },
}
