/** Table A: the request target. */
import { fault } from './fault'
import { answered, passedOn, refused } from './legend'

fault({
  row: 12,
  title: '/%61dmin is not app/admin',
  send: client => client.get('/%61dmin'),
  expect: passedOn,
})

fault({
  row: 22,
  title: '%252F is decoded once',
  send: client => client.get('/item/%252F'),
  expect: answered({ slug: '%2F' }),
})

fault({
  row: 25,
  title: 'an overlong escape is 400',
  send: client => client.get('/item/%C0%AE'),
  expect: refused(400),
})
