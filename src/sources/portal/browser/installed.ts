/** Where a Chromium that somebody has installed is to be found. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge',
    '/usr/bin/microsoft-edge-stable',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
};

const WINDOWS_ROOTS: readonly (readonly [variable: string, usual: string | undefined])[] = [
  ['PROGRAMFILES', 'C:\\Program Files'],
  ['PROGRAMFILES(X86)', 'C:\\Program Files (x86)'],
  ['LOCALAPPDATA', undefined],
];
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The first that exists of: what CHROME_PATH names, and the usual places of Chromium, Chrome and Edge.
 *
 * @param exists whether there is a file; the file system's answer by default
 */
export function installedBrowser(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  const named = environment.CHROME_PATH?.trim();
  const places = platform === 'win32' ? windowsPlaces(environment) : (PLACES[platform] ?? PLACES.linux ?? []);
  return [...(named === undefined || named === '' ? [] : [named]), ...places].find(exists);
}

function windowsPlaces(environment: Readonly<Record<string, string | undefined>>): string[] {
  return WINDOWS_ROOTS.flatMap(([variable, usual]) => {
    const root = environment[variable] ?? usual;
    return root === undefined ? [] : WINDOWS_PROGRAMS.map((program) => join(root, program));
  });
}
