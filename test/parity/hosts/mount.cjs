/** What every host mounts: the directory, without the files that would stop the mount (N-1). */
const { join } = require('node:path')

const REFUSED = ['methods/lowercase', 'methods/default-export']

exports.mount = [join(__dirname, '../app'), { ignore: path => REFUSED.includes(path) }]
