export default function robots() {
  return {
    rules: [
      { userAgent: ['a', 'b'], allow: '/', disallow: ['/x', '/y'], crawlDelay: 3 },
      {
        allow: '/p',
        other: { 'Content-Signal': 'ai-train=no', 'Clean-param': ['a', 'b'], x: null },
      },
    ],
    host: 'https://h',
    sitemap: ['https://h/s1.xml', 'https://h/s2.xml'],
  }
}
