/** Examples of the report on a feed for the document. */
export const FEED_EXAMPLES = {
  getFeedReport: {
    answer: {
      data: [
        {
          ...{ title_id: 'tit_01M82AESHWJF0ABN4NDZ500S08', external_id: 'BBB-2008', name: 'Big Buck Bunny' },
          ...{ kind: 'movie', state: 'left_out', opens_at: null },
          problems: [
            {
              at: 'advisoryRatings',
              message: 'advisoryRatings is required.',
              fix: 'Add an age rating of a board that the receiver knows.',
            },
          ],
        },
      ],
      next_cursor: null,
    },
  },
};
