/** Genres that Roku Search takes (search feed specification, Asset, genres; read November 2026). */
export const ROKU_GENRES: ReadonlySet<string> = new Set(
  (
    'action,action sports,adventure,aerobics,agriculture,animals,animated,anime,anthology,archery,arm wrestling,art,' +
    'arts/crafts,artistic gymnastics,artistic swimming,athletics,auction,auto,auto racing,aviation,awards,badminton,' +
    'ballet,baseball,basketball,3x3 basketball,beach soccer,beach volleyball,biathlon,bicycle,bicycle racing,' +
    'billiards,biography,blackjack,bmx racing,boat,boat racing,bobsled,bodybuilding,bowling,boxing,bullfighting,' +
    'bus./financial,canoe,card games,ceremony,cheerleading,children,children-music,children-special,children-talk,' +
    'collectibles,comedy,comedy drama,community,computers,canoe/kayak,consumer,cooking,cricket,crime,crime drama,' +
    'curling,cycling,dance,dark comedy,darts,debate,diving,docudrama,documentary,dog racing,dog show,dog sled,' +
    'drag racing,drama,educational,entertainment,environment,equestrian,erotic,event,exercise,fantasy,faith,fashion,' +
    'fencing,field hockey,figure skating,fishing,football,food,fundraiser,gaelic football,game show,gaming,' +
    'gay/lesbian,golf,gymnastics,handball,health,historical drama,history,hockey,holiday,holiday music,' +
    'holiday music special,holiday special,holiday-children,holiday-children special,home improvement,horror,horse,' +
    'house/garden,how-to,hunting,hurling,hydroplane racing,indoor soccer,interview,intl soccer,judo,karate,kayaking,' +
    'lacrosse,law,live,luge,martial arts,medical,military,miniseries,mixed martial arts,modern pentathlon,' +
    'motorcycle,motorcycle racing,motorsports,mountain biking,music,music special,music talk,musical,musical comedy,' +
    'mystery,nature,news,newsmagazine,olympics,opera,outdoors,parade,paranormal,parenting,performing arts,' +
    'playoff sports,poker,politics,polo,pool,pro wrestling,public affairs,racquet,reality,religious,ringuette,' +
    'road cycling,rodeo,roller derby,romance,romantic comedy,rowing,rugby,running,rhythmic gymnastics,sailing,' +
    'science,science fiction,self improvement,shooting,shopping,sitcom,skateboarding,skating,skeleton,skiing,' +
    'snooker,snowboarding,snowmobile,soap,soap special,soap talk,soccer,softball,special,speed skating,' +
    'sport climbing,sports,sports talk,squash,standup,sumo wrestling,surfing,suspense,swimming,table tennis,' +
    'taekwondo,talk,technology,tennis,theater,thriller,track/field,track cycling,travel,trampoline,triathlon,' +
    'variety,volleyball,war,water polo,water skiing,watersports,weather,weightlifting,western,wrestling,' +
    'yacht racing'
  ).split(','),
);

/** Genres that we name otherwise. */
const MEANT: Readonly<Record<string, string>> = {
  animation: 'animated',
  family: 'children',
  kids: 'children',
  'sci-fi': 'science fiction',
  sport: 'sports',
  'film-noir': 'crime drama',
  romcom: 'romantic comedy',
};

/** A genre of ours as Roku names it; undefined when it has none. */
export function rokuGenre(key: string): string | undefined {
  const word = MEANT[key] ?? key;
  return [word, word.replaceAll('-', ' '), word.replaceAll('-', '/')].find((each) => ROKU_GENRES.has(each));
}

/** Boards that Roku knows, by our names (AdvisoryRating, source), and the values it takes of each. */
export const ROKU_BOARDS: Readonly<Record<string, string>> = {
  MPA: 'MPAA',
  TVPG: 'USA_PR',
  BBFC: 'BBFC',
  FSK: 'FSK',
  DJCTQ: 'CLASSIND',
  ACB: 'ACB',
  CHVRS: 'CHVRS',
};
export const ROKU_RATINGS: Readonly<Record<string, readonly string[]>> = {
  MPAA: ['NR', 'G', 'PG', 'PG13', 'PG-13', 'R', 'NC-17', 'NC17', 'UR'],
  USA_PR: 'NR TV-Y TVY TV-Y7 TVY7 TV-G TVG TV-PG TVPG TV-14 TV14 TV-MA TVMA'.split(' '),
  BBFC: ['NR', 'U', 'PG', '12A', '12-A', '12', '15', '18', 'R18', 'R-18'],
  FSK: ['NR', '0', '6', '12', '16', '18'],
  CLASSIND: ['NR', 'L', '10', '12', '14', '16', '18'],
  ACB: ['NR', 'E', 'G', 'PG', 'M', 'MA 15+', 'R 18+', 'X 18+', 'AV 15+', 'C', 'NC', 'RC', 'P'],
  CHVRS: ['NR', 'G', 'PG', '14A', '14-A', '18A', '18-A', 'R', 'E'],
};
