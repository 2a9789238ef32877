/** `manifest.ts` → the text of `/manifest.webmanifest` (W3C Web Application Manifest). */
import { fault, isObject, kindOf } from './fault.js'

/** @throws RouteHandlersError `RH_INVALID_METADATA` for what is no object, or not JSON. */
export function webManifestText(data: unknown, file: string): string {
  const fix = 'Return { name, start_url, icons, … } as MetadataRoute.Manifest says.'
  if (!isObject(data)) {
    fault(file, `The manifest function returned ${kindOf(data)} instead of an object.`, fix)
  }
  try {
    return JSON.stringify(data)
  } catch (error) {
    return fault(file, `The manifest cannot be said in JSON: ${(error as Error).message}.`, fix)
  }
}
