export declare function GET(): Response
