<<<<<<<< HEAD:web/dist/assets/Customers-B3nQ5D1U.js
import{a as e,jn as t}from"./library-Cva9MSTo.js";import{n,t as r}from"./CustomerList-DVIZJVa3.js";var i=t(),a=/^\/console\/customers\/([0-9a-f-]{36})(?:\/|$)/;function o(){let[t]=e(),o=a.exec(t)?.[1];return o?(0,i.jsx)(n,{id:o,base:`/console/customers`},o):(0,i.jsx)(r,{kind:`account`})}export{o as default};
========
import{a as e,jn as t}from"./library-Cva9MSTo.js";import{n,t as r}from"./CustomerList-SZlG-J2r.js";var i=t(),a=/^\/console\/customers\/([0-9a-f-]{36})(?:\/|$)/;function o(){let[t]=e(),o=a.exec(t)?.[1];return o?(0,i.jsx)(n,{id:o,base:`/console/customers`},o):(0,i.jsx)(r,{kind:`account`})}export{o as default};
>>>>>>>> h14money:web/dist/assets/Customers-CYMj-3eX.js
