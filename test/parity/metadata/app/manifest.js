export default function manifest() {
  return { name: 'Ünï & co', start_url: '/', icons: [{ src: '/icon.svg', sizes: 'any' }] }
}
