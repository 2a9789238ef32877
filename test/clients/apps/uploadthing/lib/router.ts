import { createUploadthing, type FileRouter } from 'uploadthing/next'
import { UploadThingError } from 'uploadthing/server'

const f = createUploadthing()

export const router = {
  image: f({ image: { maxFileSize: '4MB' } })
    .middleware(({ req }) => {
      const user = req.headers.get('x-user')
      if (!user) throw new UploadThingError('Log in first')
      return { user }
    })
    .onUploadComplete(({ metadata, file }) => ({ by: metadata.user, name: file.name })),
} satisfies FileRouter
