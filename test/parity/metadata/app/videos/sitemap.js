export default function sitemap() {
  const video = {
    title: 't',
    thumbnail_loc: 'https://h/t.jpg',
    description: 'd',
    live: 'no',
    duration: 600,
    view_count: 0,
    content_loc: 'https://h/c.mp4',
    restriction: { relationship: 'allow', content: 'IE GB' },
    platform: { relationship: 'deny', content: 'web' },
    uploader: { info: 'https://h/u', content: 'U' },
  }
  return [{ url: 'https://h/v', videos: [video, { ...video, live: undefined }] }]
}
