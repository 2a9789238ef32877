// Written by route-handlers typegen; do not edit.
/// <reference types="route-handlers/next-env" />
/// <reference path="./.route-handlers/types/routes.d.ts" />
